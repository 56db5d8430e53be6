package dev.millrace.protocol;

import java.util.Optional;

/**
 * Why a worker leaves its job.
 *
 * @param failure empty when it was told to; otherwise what kept it from working
 */
public record JobEnd(Optional<TaskFailure> failure) {}
