package kit

func (s *Site) gallery(c *Ctx) error       { return NoPage.New(nil) }
func (s *Site) galleryForm(c *Ctx) error   { return NoPage.New(nil) }
func (s *Site) galleryLayout(c *Ctx) error { return NoPage.New(nil) }
