package dev.millrace.server.traces;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param collector takes OTLP over HTTP: {@code http://localhost:4318/v1/traces}
 */
public record TraceSettings(URI collector) {}
