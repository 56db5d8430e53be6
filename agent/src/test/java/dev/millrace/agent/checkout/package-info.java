@NullMarked
package dev.millrace.agent.checkout;

import org.jspecify.annotations.NullMarked;
