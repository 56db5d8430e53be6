@NullMarked
package dev.millrace.server.pipelines.sql;

import org.jspecify.annotations.NullMarked;
