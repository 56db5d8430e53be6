/**
 * Tests of routes over real HTTP.
 *
 * <p>Start at {@link dev.millrace.server.http.testing.ApiHouse}: it serves routes on a free port.
 * {@link dev.millrace.server.http.testing.People} are those who call them, and hold the rooms of
 * access for routes that need them.
 */
@NullMarked
package dev.millrace.server.http.testing;

import org.jspecify.annotations.NullMarked;
