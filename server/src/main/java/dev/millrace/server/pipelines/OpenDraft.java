package dev.millrace.server.pipelines;

import java.util.Optional;

/**
 * What somebody edits: the draft there is, or what one would begin with.
 *
 * @param base the newest release when it was made; to be said when it is saved
 * @param stamp to be said when it is saved; 0: there is no draft yet
 */
public record OpenDraft(Definition definition, Optional<VersionNumber> base, long stamp) {}
