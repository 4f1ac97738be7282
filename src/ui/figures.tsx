/** Numbers that matter, each leading to its records. */
export const Figures = ({ figures }: { figures: { label: string; value: string; href: string }[] }) => (
  <dl class="figures">
    {figures.map((figure) => (
      <div>
        <dt>{figure.label}</dt>
        <dd>
          <a href={figure.href}>{figure.value}</a>
        </dd>
      </div>
    ))}
  </dl>
)
