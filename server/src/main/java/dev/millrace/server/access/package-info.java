/**
 * Who may do what: users, how they prove who they are, their roles in projects, and the record of
 * what each changed.
 *
 * <p>Promises that a secret is never stored as it is, and never compared in a time that tells
 * something about it; and that a change and its audit are one commit, in other rooms too: they give
 * an {@link dev.millrace.server.access.AuditEntry} to {@code access.sql.AuditRows} in a work of
 * theirs, or to {@code access.memory.MemoryAudit}. Depends on {@code engine} for ids and {@code
 * wording}. Start at {@link dev.millrace.server.access.Doors}, which every request passes. It does
 * not know what the permissions of other rooms protect: each route says what it needs.
 */
@NullMarked
package dev.millrace.server.access;

import org.jspecify.annotations.NullMarked;
