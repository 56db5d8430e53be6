/**
 * What the API says of projects as such; what is in them is said by the rooms that own it.
 *
 * <p>Promises that nobody learns of a project they may not view. Start at {@link
 * dev.millrace.server.projects.http.ProjectRoutes}.
 */
@NullMarked
package dev.millrace.server.projects.http;

import org.jspecify.annotations.NullMarked;
