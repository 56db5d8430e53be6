/** Tests of the tables of statuses. */
@NullMarked
package dev.millrace.engine.state;

import org.jspecify.annotations.NullMarked;
