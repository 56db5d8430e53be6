/**
 * What the API answers when it can't do what it was asked: problem details (RFC 9457) with a stable
 * code for programs and a sentence for people.
 */
@NullMarked
package dev.millrace.server.http.problem;

import org.jspecify.annotations.NullMarked;
