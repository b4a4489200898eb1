/** The product's mark: a desk's card index with one card taken out. */
export function ProductMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="6" fill="var(--pd-mark, #166181)" />
      <rect x="5" y="12" width="14" height="2" rx="1" fill="#fff" />
      <rect x="5" y="16" width="14" height="2" rx="1" fill="#fff" opacity=".75" />
      <rect x="5" y="8" width="6" height="2" rx="1" fill="#fff" />
      <rect x="13" y="4.5" width="6" height="2" rx="1" fill="#ffb59f" />
    </svg>
  );
}
