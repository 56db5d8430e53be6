/**
 * Commands about builds run on this machine: {@code build list}, {@code show}, {@code why}, {@code
 * logs}. They only read, also while another process runs the build, and after one was killed. Start
 * reading at {@link dev.millrace.cli.builds.BuildCommands}.
 */
@NullMarked
package dev.millrace.cli.builds;

import org.jspecify.annotations.NullMarked;
