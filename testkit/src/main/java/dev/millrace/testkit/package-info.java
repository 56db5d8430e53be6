/**
 * Tools that tests of every module share: virtual time and seeded randomness.
 *
 * <p>Depends on nothing of the product but its wordings, so that low modules can use it. Contract
 * suites live beside the port they describe. Never on the classpath of the shipped product. Start
 * reading at {@link dev.millrace.testkit.Seeds}.
 */
@NullMarked
package dev.millrace.testkit;

import org.jspecify.annotations.NullMarked;
