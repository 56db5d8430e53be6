/**
 * How a server is told what to do: one table of settings, given by flags, the environment or a
 * file, in this order.
 *
 * <p>Start at {@link dev.millrace.server.configuration.ServerSettings#read}. What it doesn't know
 * it refuses: a setting that is misspelled must not silently do nothing.
 */
@NullMarked
package dev.millrace.server.configuration;

import org.jspecify.annotations.NullMarked;
