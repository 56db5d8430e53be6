package dev.millrace.server.access;

import java.time.Instant;

/** How often in a row somebody failed to prove who they are, and when last. */
public record Failures(int count, Instant lastAt) {}
