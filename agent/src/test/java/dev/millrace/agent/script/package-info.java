@NullMarked
package dev.millrace.agent.script;

import org.jspecify.annotations.NullMarked;
