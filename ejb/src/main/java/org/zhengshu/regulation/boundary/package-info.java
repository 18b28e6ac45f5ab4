/**
 * The rules of the node as data: instruments, working days, time limits and dictionaries
 * (法规配置、工作日历、期限、字典).
 *
 * <ul>
 *   <li>REG-1 When a file of rules, days or codes changes, its content takes effect at the next
 *       use, without a restart.
 *   <li>REG-2 Where several instruments of the stack regulate a key, the stricter value applies and
 *       keeps the article or articles that set it; where one is silent, the other applies.
 *   <li>REG-3 Only instruments in force or on trial may be activated; amended, repealed and draft
 *       ones run in a sandbox; explanations never.
 *   <li>REG-4 An instrument counts only from its first to its last day of validity, by the time of
 *       China, for the time that is asked.
 *   <li>REG-5 If all are silent on a rule that is needed, the platform says which rule of which
 *       stack is missing, and assumes nothing.
 *   <li>REG-6 If a file is faulty, the platform names file, key and reason, and keeps the last good
 *       set.
 *   <li>REG-7 The node's own supplement speaks only where all instruments are silent.
 *   <li>REG-8 A working day is Monday to Friday and not a day off, or a weekend day worked by
 *       arrangement.
 *   <li>REG-9 The day a period starts is not counted (民法典第二百零一条); it ends at 24:00 of its last
 *       working day (第二百零三条).
 *   <li>REG-10 A period that reaches a year without announced holidays is provisional.
 *   <li>REG-11 Each time limit names its article, its days and the version of the calendar.
 *   <li>REG-12 An extension is counted from the same beginning, added to the limit or as the total,
 *       as the rules say.
 *   <li>REG-13 A code that its dictionary does not hold is refused, with the codes that it holds.
 *   <li>REG-14 A request for conditional data is decided by the approver of the rules, in the order
 *       of that approver's steps, within the time of the rules.
 *   <li>REG-15 A request for unconditional data is granted at once; a time limit shows only where
 *       an instrument sets one.
 *   <li>REG-16 Data not shared are requested only where the rules let the departments negotiate.
 *   <li>REG-17 Whether a restriction needs a legal basis, and of which rank, is as the rules say.
 *   <li>REG-18 Until when and how often a request may be sent back, whether its time stands still
 *       meanwhile, until when it is to be supplemented and what becomes of it otherwise is as the
 *       rules say; where all are silent on whether it may, it is not sent back.
 *   <li>REG-19 A time limit that stood still goes on with the working days that were left; the day
 *       it goes on is not counted.
 *   <li>REG-20 One may remind again after the working days of the rules; where they are silent, on
 *       the next working day.
 * </ul>
 */
package org.zhengshu.regulation.boundary;
