/**
 * JSON as the API speaks it: read strictly, so that a mistake in a request is told and never
 * overlooked, and written without what is absent.
 */
@NullMarked
package dev.millrace.server.http.json;

import org.jspecify.annotations.NullMarked;
