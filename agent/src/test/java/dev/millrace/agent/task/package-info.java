@NullMarked
package dev.millrace.agent.task;

import org.jspecify.annotations.NullMarked;
