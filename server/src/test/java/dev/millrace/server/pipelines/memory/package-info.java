@NullMarked
package dev.millrace.server.pipelines.memory;

import org.jspecify.annotations.NullMarked;
