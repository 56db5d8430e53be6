package dev.millrace.server.logs;

import dev.millrace.protocol.LogKind;
import java.time.Instant;

/** One line of a log, taken out of its frame. */
public record LogLine(Instant at, LogKind kind, String text) {}
