/**
 * What the server measures of itself, for Prometheus.
 *
 * <p>{@link dev.millrace.server.system.metrics.ServerMetrics} has one registry and joins it to the
 * rooms by their own doors: an observer of requests, a watch of the loop, a database around the
 * database. {@code docs/observability.md} names each metric, and a test holds it to that.
 */
@NullMarked
package dev.millrace.server.system.metrics;

import org.jspecify.annotations.NullMarked;
