package dev.millrace.cli.view;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.TaskState;
import java.util.function.Function;

/**
 * What there is to show.
 *
 * @param tails the end of a task's log; an empty one where it has none
 * @param cancelling somebody pressed Ctrl-C
 */
public record Picture(Build build, Function<TaskState, LogTail> tails, boolean cancelling) {}
