package dev.millrace.protocol;

import java.util.OptionalInt;

/**
 * Why a task did not succeed.
 *
 * @param code one of {@link ErrorCodes}, or the user's own six digits that begin with 8
 * @param message one or more sentences for the person who reads the build, secrets masked, at most
 *     4,000 characters; in the worker's language
 * @param english the same in English, for scripts, which must not depend on who reads
 * @param exitCode of the task's process, when one ran and ended by itself
 */
public record TaskFailure(
    ErrorKind kind, int code, String message, String english, OptionalInt exitCode) {}
