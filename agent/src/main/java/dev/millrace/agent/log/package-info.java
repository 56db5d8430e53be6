/**
 * The log of a task on its way from the process to the server: bytes to lines, secrets masked,
 * framed into batches, shipped in order, kept on disk while the server is away.
 *
 * <p>{@link dev.millrace.agent.log.TaskLog} takes the bytes; {@link
 * dev.millrace.agent.log.LogShipper} owns what is on its way. Lines stay bytes from end to end: a
 * text object is made only of a line that begins like a command ({@code ::}), a mark ({@code ##[})
 * or a quote.
 *
 * <p>What a line becomes: of a line redrawn with carriage returns only the last state is kept;
 * broken UTF-8 becomes U+FFFD; control characters other than tab and escape become their pictures
 * (U+2400 and up), so that nothing is hidden; a line over {@link
 * dev.millrace.protocol.LogLimits#LINE_MAX_BYTES} is cut into pieces; a line under a sub tag of
 * BK-CI's ({@code ##subTag##NAME##subTag##}) begins with the tag's name instead.
 *
 * <p>Masking ({@link dev.millrace.agent.log.Masker}) happens before a line is cut, on its raw
 * bytes. Values under three characters are not masked: hiding every {@code 1} would destroy the log
 * and still hide nothing, because the value could be guessed.
 */
@NullMarked
package dev.millrace.agent.log;

import org.jspecify.annotations.NullMarked;
