package dev.millrace.pipeline;

import java.util.Optional;

/**
 * A lock shared by all jobs of a project that name it.
 *
 * @param label the lock's name; may hold expressions
 * @param queueLength how many jobs may wait; empty: none, a taken lock fails the job at once
 */
public record Mutex(String label, Optional<Integer> queueLength, Timeout timeout) {}
