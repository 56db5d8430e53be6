/**
 * What the API says of users: how they sign in, what is their own, what administrators do with
 * them, who is a member of which project, and what was changed by whom.
 *
 * <p>Promises that a password, or what proves a session or token, is in an answer only where it is
 * told for the first time, and never in a problem. What is somebody's own is served only to who is
 * signed in: a token shows neither other tokens nor sessions. Start at {@link
 * dev.millrace.server.access.http.SessionRoutes}. What is allowed, and why not, is decided in
 * {@code access}.
 */
@NullMarked
package dev.millrace.server.access.http;

import org.jspecify.annotations.NullMarked;
