/**
 * The {@code millrace} command: parses arguments, wires the rooms of the server and the worker into
 * one process for {@code run}, and shows what happens. Decides nothing about builds.
 */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
