/** Brings sources into the workspace. Being written. */
@NullMarked
package dev.millrace.agent.checkout;

import org.jspecify.annotations.NullMarked;
