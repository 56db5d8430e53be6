/**
 * Logs as files: for each execution of a task one file of frames, which is the truth, and one with
 * the places of every 1,024th line, which is computed again when it is missing or wrong.
 *
 * <p>An append is one write and one flush; appends to one log that wait together share both. One
 * process writes; any other may read meanwhile. Start reading at {@link
 * dev.millrace.server.logs.file.FileBuildLogs}.
 */
@NullMarked
package dev.millrace.server.logs.file;

import org.jspecify.annotations.NullMarked;
