set :layout, "custom"
