/**
 * Builds over HTTP: lists and details, starts, cancellations, retries, and what people answer.
 *
 * <p>Routes only: who may do what, and what comes of it, is the business of {@link
 * dev.millrace.server.builds.wishes}. A build is looked for within the project that the path names;
 * one of another project is not there. Start reading at {@link
 * dev.millrace.server.builds.http.BuildRoutes}; {@link
 * dev.millrace.server.builds.http.BuildProblems} says what refusals become.
 */
@NullMarked
package dev.millrace.server.builds.http;

import org.jspecify.annotations.NullMarked;
