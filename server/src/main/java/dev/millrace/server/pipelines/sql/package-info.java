/**
 * Pipelines in the database. Lists read one page by an index and no text of a definition; a change
 * and what the audit says of it are one transaction. All statements are in {@code Statements}.
 */
@NullMarked
package dev.millrace.server.pipelines.sql;

import org.jspecify.annotations.NullMarked;
