/**
 * {@code millrace run}: one build in this process, from the file to the exit code, and the three
 * ways to watch it: a live tree, plain lines, JSON events.
 *
 * <p>Start reading at {@link dev.millrace.cli.run.RunCommand}; {@link
 * dev.millrace.cli.run.BuildWatch} turns commits and logs into what a {@link
 * dev.millrace.cli.run.Reporter} shows. Decides nothing about the build.
 */
@NullMarked
package dev.millrace.cli.run;

import org.jspecify.annotations.NullMarked;
