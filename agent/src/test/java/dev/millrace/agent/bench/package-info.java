/** Measurements, started by hand; no test. */
@NullMarked
package dev.millrace.agent.bench;

import org.jspecify.annotations.NullMarked;
