/**
 * Tests of the product as people get it: the {@code millrace} launcher of this repository as a
 * process of its own. They run what was packaged last, so build before: {@code mvn package}.
 *
 * <p>Start reading at {@link dev.millrace.e2e.Millrace}.
 */
@NullMarked
package dev.millrace.e2e;

import org.jspecify.annotations.NullMarked;
