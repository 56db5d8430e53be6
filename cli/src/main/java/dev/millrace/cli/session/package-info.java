/**
 * What every command needs to know of the process it runs in: streams, language, clock, folders,
 * exit codes. Collected once at the entry, so that commands can be tested without a process.
 */
@NullMarked
package dev.millrace.cli.session;

import org.jspecify.annotations.NullMarked;
