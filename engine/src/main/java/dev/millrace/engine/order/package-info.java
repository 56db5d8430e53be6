/**
 * What a worker is told: the job, and the task now running, with every text resolved; and the
 * variables and contexts it sees ({@link dev.millrace.engine.order.Contexts}). Pure queries over a
 * build's state; nothing is changed here.
 *
 * <p>Start reading at {@link dev.millrace.engine.order.WorkOrders}.
 */
@NullMarked
package dev.millrace.engine.order;

import org.jspecify.annotations.NullMarked;
