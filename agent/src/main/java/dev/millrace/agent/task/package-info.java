/**
 * One task as those see it who run it: {@link dev.millrace.agent.task.TaskContext} is what they are
 * given, {@link dev.millrace.agent.task.TaskEnd} what they answer, {@link
 * dev.millrace.agent.task.TaskValues} what the task set.
 *
 * <p>A task sets values by printing lines that begin with {@code ::} ({@link
 * dev.millrace.agent.task.TaskCommands}): {@code ::set-variable name=K::V}, {@code ::set-output
 * name=K::V}, {@code ::set-gate-value name=K::V}, {@code ::set-remark TEXT}, {@code ::set-error
 * error_code=8ddddd,error_message=TEXT}, {@code ::set-progress-rate 0.5} or {@code
 * ::set-progress-rate {"progress":0.5}}, of whose further fields none is used. Everything after the
 * first {@code ::} that follows the name is the value, to the end of the line, as it stands:
 * nothing in it is an escape, so that each single-line value means what it does in BK-CI.
 *
 * <p>A value of several lines, which BK-CI does not know, is written as a here-document:
 *
 * <pre>
 * ::set-output name=K&lt;&lt;EOF
 * first line
 * second line
 * EOF
 * </pre>
 *
 * The line that opens it has no {@code ::} after the name, so it meant nothing before; the word
 * after {@code <<} is free and closes the value where it stands alone on a line. Works for {@code
 * set-output}, {@code set-variable}, {@code set-gate-value}; what is printed in between commands
 * nothing, which also makes it the safe way to print a text of unknown origin. The bash function
 * {@code setEnv} takes values of several lines as they are.
 */
@NullMarked
package dev.millrace.agent.task;

import org.jspecify.annotations.NullMarked;
