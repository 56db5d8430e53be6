/**
 * The logs of builds over HTTP: which there are, their lines, their text, and their lines as they
 * come.
 *
 * <p>Who may see a build may read its logs. A build is looked for within the project that the path
 * names. Who follows a log has a virtual thread of their own, which holds one slice of it at most;
 * it is woken by what is appended and by the end of the task, so nobody asks again and again. Start
 * reading at {@link dev.millrace.server.logs.http.LogRoutes}, then {@link
 * dev.millrace.server.logs.http.LogFollows}.
 */
@NullMarked
package dev.millrace.server.logs.http;

import org.jspecify.annotations.NullMarked;
