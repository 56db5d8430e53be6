/**
 * Where our own log goes. Of a server to its error output, as its settings say ({@link
 * dev.millrace.cli.logging.ServerLog}). Of all other commands: warnings and errors to a file in the
 * state folder, nothing to the terminal, which belongs to the build. Configured by code, since
 * reading a configuration file would cost more than the rest of the start.
 */
@NullMarked
package dev.millrace.cli.logging;

import org.jspecify.annotations.NullMarked;
