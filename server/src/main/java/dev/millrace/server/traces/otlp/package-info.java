/**
 * Sends spans by OTLP over HTTP, with the OpenTelemetry SDK and the HTTP client of the JDK. Loaded
 * only where a collector is named.
 */
@NullMarked
package dev.millrace.server.traces.otlp;

import org.jspecify.annotations.NullMarked;
