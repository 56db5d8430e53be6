/**
 * The build-machine process. The worker (see {@code dev.millrace.agent.worker}) claims the tasks of
 * one job, runs each, and reports. Knows the wire, not the server behind it.
 */
@NullMarked
package dev.millrace.agent;

import org.jspecify.annotations.NullMarked;
