package dev.millrace.protocol;

/**
 * Log lines of one execution of a task, framed as they are stored: for each line 13 decimal digits
 * (milliseconds since 1970), one letter for its {@link LogKind}, a space, the text in UTF-8 without
 * line breaks, and a line feed. Framed text, not objects, because a worker sends a million lines a
 * second.
 *
 * @param firstLine number of the first line within the execution, from 0; a batch that repeats
 *     lines already stored is cut, one that leaves a gap is refused
 * @param lines how many lines {@code framed} holds
 * @param framed at most {@link LogLimits#BATCH_MAX_BYTES}; not copied, so don't touch it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying would cost the throughput
public record LogBatch(
    String taskId, int attempt, int retry, long firstLine, int lines, byte[] framed) {}
