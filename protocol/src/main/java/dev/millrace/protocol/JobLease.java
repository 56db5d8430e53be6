package dev.millrace.protocol;

/**
 * The right of one worker to one attempt of one job.
 *
 * @param attempt counts from 1; the wire of BK-CI calls it {@code executeCount}
 * @param fence grows with every lease of the same job, so that a late writer is recognised
 */
public record JobLease(String buildId, String jobId, int attempt, long fence) {}
