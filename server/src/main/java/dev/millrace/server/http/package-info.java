/**
 * What the API is made of: routes as values, and the server that runs them.
 *
 * <p>A room declares {@link dev.millrace.server.http.Route}s; each says who may call it, what it
 * takes and what it answers. {@link dev.millrace.server.http.HttpServer} finds out who calls, lets
 * nobody in who may not, reads what came, and turns what goes wrong into problems. Start there.
 * What a route is about is its room's business.
 */
@NullMarked
package dev.millrace.server.http;

import org.jspecify.annotations.NullMarked;
