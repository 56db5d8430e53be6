/**
 * Who may do what: users, how they prove who they are, their roles in projects, and the record of
 * what each changed.
 *
 * <p>Promises that a secret is never stored as it is, and never compared in a time that tells
 * something about it. Start at {@link dev.millrace.server.access.Permission}. It does not know what
 * the permissions of other rooms protect: each route says what it needs.
 */
@NullMarked
package dev.millrace.server.access;

import org.jspecify.annotations.NullMarked;
