/**
 * What may stand on the command line, and what did. A small parser of our own: the library in
 * common use for this can't be loaded ahead of time by the JVM and took longer than a trivial
 * build.
 *
 * <p>Start reading at {@link dev.millrace.cli.arguments.Syntax}.
 */
@NullMarked
package dev.millrace.cli.arguments;

import org.jspecify.annotations.NullMarked;
