package dev.millrace.server.builds;

/**
 * How much lies before the loop at a moment.
 *
 * @param inMemory builds that are in memory, live or not
 * @param waiting events that wait in the mailboxes of all builds
 * @param longest events that wait in the fullest mailbox
 */
public record LoopLoad(int inMemory, int waiting, int longest) {}
