/** Details of how a user is reached. What is written here is never renamed: files in workspaces speak of it. */
import { type DetailKindDefinition, detail } from './detailKind.ts';

export const addresses = {
  kind: 'addresses',
  number: 2,
  label: 'Addresses',
  fields: [
    detail('address_line_1', ['Address line 1', 'Line 1'], 'text', [
      'Address',
      'Line 1',
      'Street',
      'Address 1',
      'Preferred address line 1',
    ]),
    detail('address_line_2', ['Address line 2', 'Line 2'], 'text', [
      'Line 2',
      'Address 2',
      'Preferred address line 2',
    ]),
    detail('address_line_3', ['Address line 3', 'Line 3'], 'text', [
      'Line 3',
      'Address 3',
      'Preferred address line 3',
    ]),
    detail('address_line_4', ['Address line 4', 'Line 4'], 'text', [
      'Line 4',
      'Address 4',
      'Preferred address line 4',
    ]),
    detail('address_line_5', ['Address line 5', 'Line 5'], 'text', [
      'Line 5',
      'Address 5',
      'Preferred address line 5',
    ]),
    detail('address_city', ['City', 'City'], 'text', [
      'Address city',
      'Preferred address city',
      'Town',
    ]),
    detail('address_state', ['State/province', 'State/province'], 'text', [
      'State',
      'Province',
      'State province',
      'State or province',
      'Address state',
      'Preferred address state',
    ]),
    detail('address_postal_code', ['Postal code', 'Postal code'], 'text', [
      'Zip',
      'Zip postal code',
      'Postal zip code',
      'Zip code',
      'Postcode',
      'Address postal code',
      'Preferred address postal code',
    ]),
    detail('address_country', ['Country', 'Country'], 'code', [
      'Address country',
      'Preferred address country',
    ]),
    detail('address_note', ['Address note', 'Note'], 'text'),
    detail('address_types', ['Address types', 'Types'], 'text', [
      'Address type',
      'Preferred address type',
    ]),
    detail('address_start', ['Address start date', 'Start date'], 'date', ['Address valid from']),
    detail('address_end', ['Address end date', 'End date'], 'date', [
      'Address valid to',
      'Address valid until',
    ]),
    detail('address_preferred', ['Preferred address', 'Preferred'], 'yesNo', [
      'Is preferred address',
      'Address preferred',
      'Address is preferred',
    ]),
    detail('address_segment', ['Address is internal or external', 'Internal or external'], 'code'),
  ],
} as const satisfies DetailKindDefinition;

export const emails = {
  kind: 'emails',
  number: 3,
  label: 'E-mail addresses',
  fields: [
    detail('email_address', ['E-mail address', 'E-mail address'], 'text', [
      'E-mail',
      'User e-mail',
      'Preferred e-mail',
      'Preferred e-mail address',
      'Mail',
    ]),
    detail('email_types', ['E-mail types', 'Types'], 'text', [
      'E-mail type',
      'E-mail address type',
      'Preferred e-mail type',
    ]),
    detail('email_preferred', ['E-mail is preferred', 'Preferred'], 'yesNo', [
      'Is preferred e-mail',
      'E-mail preferred',
    ]),
    detail('email_cc', ['E-mail gets copies', 'CC'], 'yesNo', [
      'CC',
      'CC address',
      'Is CC',
      'E-mail CC',
    ]),
    detail('email_segment', ['E-mail is internal or external', 'Internal or external'], 'code'),
  ],
} as const satisfies DetailKindDefinition;

export const phones = {
  kind: 'phones',
  number: 4,
  label: 'Phone numbers',
  fields: [
    detail('phone_number', ['Phone number', 'Phone number'], 'text', [
      'Phone',
      'Telephone',
      'Telephone number',
      'User phone',
      'Preferred phone',
      'Preferred phone number',
      'Mobile',
    ]),
    detail('phone_types', ['Phone types', 'Types'], 'text', [
      'Phone type',
      'Phone number type',
      'Preferred phone type',
    ]),
    detail('phone_preferred', ['Phone is preferred', 'Preferred'], 'yesNo', [
      'Is preferred phone',
      'Phone preferred',
    ]),
    detail('phone_preferred_sms', ['Phone is preferred for SMS', 'Preferred SMS'], 'yesNo', [
      'Preferred SMS',
      'Is preferred SMS',
      'SMS',
    ]),
    detail('phone_segment', ['Phone is internal or external', 'Internal or external'], 'code'),
  ],
} as const satisfies DetailKindDefinition;
