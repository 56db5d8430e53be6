package dev.millrace.engine.order;

import dev.millrace.pipeline.TaskAction;
import java.time.Duration;

/**
 * One execution of a task that the server runs itself.
 *
 * @param action with its texts replaced, in either dialect
 * @param timeout after which the server waits no longer
 */
public record ServerOrder(TaskAction action, Duration timeout) {}
