/**
 * The projects: what pipelines, members and everything else belong to.
 *
 * <p>Promises that a change is kept with its audit in one commit, a new project with its first
 * administrator too. Depends on {@code access} for people. Start at {@link
 * dev.millrace.server.projects.Projects}. It does not know what is in a project: other rooms ask
 * {@link dev.millrace.server.projects.Projects#requireEnabled} before they start or change anything
 * of one.
 */
@NullMarked
package dev.millrace.server.projects;

import org.jspecify.annotations.NullMarked;
