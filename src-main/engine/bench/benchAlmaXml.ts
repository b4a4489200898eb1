/**
 * Alma's XML for the benchmarks: users with all that an export holds of them, about 3 KB each. Seeded, same each run.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const GROUPS = ['Undergraduate', 'Graduate', 'Faculty', 'Alumni', 'Courtesy Borrower'];
const NAMES = ['Müller', 'Nguyễn', 'Ångström', 'Smithe', 'Oakley', 'Reed', 'Okafor', 'Lindqvist'];
const USERS_AT_ONCE = 500;

/** @returns when the file is whole */
export async function writeBenchAlmaXml(path: string, users: number): Promise<void> {
  const out = createWriteStream(path);
  out.write(`<?xml version="1.0" encoding="UTF-8"?>\n<users total_record_count="${users}">\n`);
  for (let n = 0; n < users; n += USERS_AT_ONCE) {
    const last = Math.min(users, n + USERS_AT_ONCE);
    const piece = Array.from({ length: last - n }, (_, k) => benchUserXml(n + k)).join('');
    if (!out.write(piece)) await once(out, 'drain');
  }
  out.end('</users>\n');
  await finished(out);
}

const date = (mixed: number, from: number): string =>
  new Date(Date.UTC(from, mixed % 12, 1 + (mixed % 28))).toISOString().slice(0, 10);

/** One user as Alma writes them. */
function benchUserXml(n: number): string {
  const mixed = Math.imul(n + 1, 2_654_435_761) >>> 0;
  const id = 10_000_000 + n;
  const first = `First${mixed % 5000}`;
  const last = `${NAMES[mixed % NAMES.length]}${mixed % 9000}`;
  const group = mixed % GROUPS.length;
  const created = `${date(mixed, 2018)}T10:00:00Z`;
  return `<user><record_type desc="Public">PUBLIC</record_type><primary_id>${id}</primary_id><first_name>${first}</first_name><middle_name></middle_name><last_name>${last}</last_name><full_name>${first} ${last}</full_name><user_title desc="Ms.">Ms.</user_title><job_category desc=""></job_category><job_description></job_description><gender desc=""></gender><user_group desc="${GROUPS[group]}">${10 + group}</user_group><campus_code desc="Main campus">MAIN</campus_code><web_site_url></web_site_url><cataloger_level desc="[00] Default Level">00</cataloger_level><preferred_language desc="English">en</preferred_language><expiry_date>${date(mixed, 2022)}Z</expiry_date><purge_date>${date(mixed, 2023)}Z</purge_date><account_type desc="External">EXTERNAL</account_type><external_id>SIS</external_id><password></password><force_password_change></force_password_change><status desc="Active">ACTIVE</status><status_date>${date(mixed, 2019)}Z</status_date><contact_info><addresses><address preferred="true" segment_type="External"><line1>${mixed % 999} Elm Street</line1><line2>Apartment ${mixed % 40}</line2><city>Springfield</city><state_province>IL</state_province><postal_code>6${mixed % 10_000}</postal_code><country desc="United States">USA</country><address_note></address_note><start_date>${date(mixed, 2018)}Z</start_date><end_date></end_date><address_types><address_type desc="Home">home</address_type></address_types></address></addresses><emails><email preferred="true" segment_type="External"><email_address>u${id}@example.org</email_address><email_types><email_type desc="School">school</email_type></email_types></email></emails><phones><phone preferred="true" preferred_sms="false" segment_type="External"><phone_number>555-01${mixed % 100}</phone_number><phone_types><phone_type desc="Mobile">mobile</phone_type></phone_types></phone></phones></contact_info><pref_first_name></pref_first_name><pref_middle_name></pref_middle_name><pref_last_name></pref_last_name><pref_name_suffix></pref_name_suffix><user_identifiers><user_identifier segment_type="External"><value>2${id}0000</value><id_type desc="Barcode">BARCODE</id_type><note></note><status>ACTIVE</status></user_identifier><user_identifier segment_type="External"><value>i${id}</value><id_type desc="Institution ID">INST_ID</id_type><note></note><status>ACTIVE</status></user_identifier></user_identifiers><user_roles><user_role><status desc="Active">ACTIVE</status><scope desc="Example University">01EX_INST</scope><role_type desc="Patron">200</role_type><expiry_date>${date(mixed, 2022)}Z</expiry_date><parameters/></user_role></user_roles><user_blocks>${mixed % 10 === 0 ? `<user_block segment_type="Internal"><block_type desc="General">GENERAL</block_type><block_description desc="Lost card">01</block_description><block_status>ACTIVE</block_status><block_note>Card ${mixed}</block_note><created_by>desk</created_by><created_date>${created}</created_date></user_block>` : ''}</user_blocks><user_notes><user_note segment_type="Internal"><note_type desc="General">OTHER</note_type><note_text>Loaded by the student system on ${created}</note_text><user_viewable>false</user_viewable><popup_note>false</popup_note><created_by>System</created_by><created_date>${created}</created_date></user_note></user_notes><user_statistics><user_statistic segment_type="External"><statistic_category desc="Department of History">HIST</statistic_category><category_type desc="Department">DEPT</category_type><statistic_note></statistic_note></user_statistic></user_statistics><proxy_for_users/><rs_libraries><rs_library><code desc="Resource Sharing Library">RES_SHARE</code></rs_library></rs_libraries><library_notices/><is_researcher>false</is_researcher><created_by>import</created_by><created_date>${created}</created_date><last_modified_by>import</last_modified_by><last_modified_date>${created}</last_modified_date></user>\n`;
}
