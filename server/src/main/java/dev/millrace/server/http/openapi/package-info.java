/**
 * The description of the API, made from the routes it describes: OpenAPI 3.1 for programs, and a
 * page for people that shows it and lets them try a call. Nothing of it is written by hand but what
 * holds for all routes, so it can't differ from what the server does.
 *
 * <p>Start at {@link dev.millrace.server.http.openapi.Description}.
 */
@NullMarked
package dev.millrace.server.http.openapi;

import org.jspecify.annotations.NullMarked;
